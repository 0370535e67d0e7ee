// Mints trust roots and Sigstore bundles, good and bad, for the tests: nothing here was signed by anybody real.
//
//   npm install @sigstore/mock@0.12.1 canonicalize && node mint.mjs FOLDER
//
// The keys are thrown away, so every run makes other files; what the tests say of them stays true.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import path from 'node:path';
import crypto from 'node:crypto';
import fs from 'node:fs';

const require = createRequire(pathToFileURL(path.join(process.cwd(), 'here.js')));
const { initializeCA, initializeCTLog, initializeTLog, initializeTSA } = require('@sigstore/mock');

const folder = process.argv[2];
const REPOSITORY = 'https://github.com/example/app';
const WORKFLOW = `${REPOSITORY}/.github/workflows/release.yml`;
const COMMIT = '0123456789abcdef0123456789abcdef01234567';
const APP = 'hello\n';
const LIBRARY = 'world\n';

const keys = (curve = 'P-256') => crypto.generateKeyPairSync('ec', { namedCurve: curve });
const sha256 = (bytes) => crypto.createHash('sha256').update(bytes).digest();
const hex = (bytes) => Buffer.from(bytes).toString('hex');
const base64 = (bytes) => Buffer.from(bytes).toString('base64');
const pem = (der, what) => `-----BEGIN ${what}-----\n${base64(der).match(/.{1,64}/g).join('\n')}\n-----END ${what}-----\n`;
const spki = (key) => key.export({ format: 'der', type: 'spki' });
const write = (name, text) => fs.writeFileSync(path.join(folder, name), text);
const json = (name, value) => write(name, JSON.stringify(value, null, 1) + '\n');

const start = new Date(Math.floor(Date.now() / 1000) * 1000 + 60_000);
const after = (minutes) => new Date(start.getTime() + minutes * 60_000);

/** A Sigstore instance: with logs, as the public-good one, or with timestamps alone, as GitHub's own. */
async function instance(name, logs) {
  const ctKeys = keys();
  const logKeys = keys();
  const ctlog = logs ? await initializeCTLog(ctKeys, start) : undefined;
  const ca = await initializeCA(keys('P-384'), ctlog, start);
  const clock = await initializeTSA(keys('P-384'), after(1));
  const log = logs ? await initializeTLog(`https://rekor.${name}.example`, logKeys, after(1)) : undefined;
  const late = logs ? await initializeTLog(`https://rekor.${name}.example`, logKeys, after(60)) : undefined;
  const validFor = { start: new Date(start.getTime() - 120_000).toISOString() };
  const logOf = (pair, host) => ({
    baseUrl: host, hashAlgorithm: 'SHA2_256',
    publicKey: { rawBytes: base64(spki(pair.publicKey)), keyDetails: 'PKIX_ECDSA_P256_SHA_256', validFor },
    logId: { keyId: base64(sha256(spki(pair.publicKey))) },
  });
  const root = {
    mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
    tlogs: logs ? [logOf(logKeys, `https://rekor.${name}.example`)] : [],
    certificateAuthorities: [
      { subject: { organization: name, commonName: name }, uri: `https://ca.${name}.example`, validFor,
        certChain: { certificates: [{ rawBytes: base64(ca.rootCertificate) }] } }],
    ctlogs: logs ? [logOf(ctKeys, `https://ct.${name}.example`)] : [],
    timestampAuthorities: [
      { subject: { organization: name, commonName: 'clock' }, uri: `https://clock.${name}.example`, validFor,
        certChain: { certificates: [{ rawBytes: base64(clock.intCertificate) }, { rawBytes: base64(clock.rootCertificate) }] } }],
  };
  return { ca, clock, log, late, root };
}

function claims({ repository = REPOSITORY, workflow = WORKFLOW, ref = 'refs/tags/v1.0.0' } = {}) {
  const oid = (n, value, legacy = false) => ({ oid: `1.3.6.1.4.1.57264.1.${n}`, value, legacy });
  return [
    oid(1, 'https://token.actions.githubusercontent.com', true), oid(8, 'https://token.actions.githubusercontent.com'),
    oid(9, `${workflow}@${ref}`), oid(11, 'github-hosted'), oid(12, repository), oid(13, COMMIT), oid(14, ref),
    oid(16, repository.replace(/\/[^/]*$/, '')), oid(18, `${workflow}@${ref}`), oid(20, 'push'),
    oid(21, `${repository}/actions/runs/1/attempts/1`)];
}

async function signer(from, { san, extensions }) {
  const pair = keys();
  const certificate = await from.ca.issueCertificate({ publicKey: spki(pair.publicKey), subjectAltName: san, extensions });
  return { pair, certificate: Buffer.from(certificate) };
}

async function workflowSigner(from, options = {}) {
  const { workflow = WORKFLOW, ref = 'refs/tags/v1.0.0' } = options;
  return signer(from, { san: `${workflow}@${ref}`, extensions: claims(options) });
}

const sign = (pair, bytes) => crypto.sign('sha256', bytes, pair.privateKey);

function entryOf(logged, kind) {
  const entry = Object.values(logged)[0];
  const proof = entry.verification.inclusionProof;
  return {
    logIndex: String(entry.logIndex), logId: { keyId: Buffer.from(entry.logID, 'hex').toString('base64') },
    kindVersion: { kind, version: '0.0.1' }, integratedTime: String(entry.integratedTime),
    inclusionPromise: { signedEntryTimestamp: entry.verification.signedEntryTimestamp },
    inclusionProof: {
      logIndex: String(proof.logIndex), rootHash: Buffer.from(proof.rootHash, 'hex').toString('base64'),
      treeSize: String(proof.treeSize), hashes: [], checkpoint: { envelope: proof.checkpoint } },
    canonicalizedBody: entry.body,
  };
}

async function stamp(from, signature) {
  const token = await from.clock.timestamp({
    artifactHash: sha256(signature), hashAlgorithmOID: '2.16.840.1.101.3.4.2.1', nonce: 1,
    policyOID: '1.3.6.1.4.1.57264.2', certReq: false });
  return { rfc3161Timestamps: [{ signedTimestamp: base64(token) }] };
}

const hashedRekord = (digest, signature, verifier) => ({
  apiVersion: '0.0.1', kind: 'hashedrekord',
  spec: { data: { hash: { algorithm: 'sha256', value: hex(digest) } },
    signature: { content: base64(signature), publicKey: { content: base64(verifier) } } } });

function bundle(material, content) {
  return { mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json', verificationMaterial: material, ...content };
}

/** A signature over a file. */
async function message(from, by, text, { log = from.log } = {}) {
  const digest = sha256(text);
  const signature = sign(by.pair, Buffer.from(text));
  const logged = await log.log(hashedRekord(digest, signature, pem(by.certificate, 'CERTIFICATE')));
  return bundle(
    { certificate: { rawBytes: base64(by.certificate) }, tlogEntries: [entryOf(logged, 'hashedrekord')] },
    { messageSignature: { messageDigest: { algorithm: 'SHA2_256', digest: base64(digest) }, signature: base64(signature) } });
}

/** A statement about files. */
async function attestation(from, by, statement) {
  const payload = Buffer.from(JSON.stringify(statement));
  const type = 'application/vnd.in-toto+json';
  const encoded = Buffer.concat([Buffer.from(`DSSEv1 ${type.length} ${type} ${payload.length} `), payload]);
  const signature = sign(by.pair, encoded);
  const envelope = { payload: base64(payload), payloadType: type, signatures: [{ sig: base64(signature) }] };
  const material = { certificate: { rawBytes: base64(by.certificate) } };
  if (from.log) {
    const logged = await from.log.log({
      apiVersion: '0.0.1', kind: 'dsse',
      spec: { envelopeHash: { algorithm: 'sha256', value: hex(sha256(JSON.stringify(envelope))) },
        payloadHash: { algorithm: 'sha256', value: hex(sha256(payload)) },
        signatures: [{ signature: base64(signature), verifier: base64(pem(by.certificate, 'CERTIFICATE')) }] } });
    material.tlogEntries = [entryOf(logged, 'dsse')];
  } else {
    material.timestampVerificationData = await stamp(from, signature);
  }
  return bundle(material, { dsseEnvelope: envelope });
}

const subject = (name, text) => ({ name, digest: { sha256: hex(sha256(text)) } });

const provenance = (subjects, { repository = REPOSITORY, ref = 'refs/tags/v1.0.0' } = {}) => ({
  _type: 'https://in-toto.io/Statement/v1', subject: subjects, predicateType: 'https://slsa.dev/provenance/v1',
  predicate: {
    buildDefinition: {
      buildType: 'https://actions.github.io/buildtypes/workflow/v1',
      externalParameters: { workflow: { ref, repository, path: '.github/workflows/release.yml' } },
      resolvedDependencies: [{ uri: `git+${repository}@${ref}`, digest: { gitCommit: COMMIT } }] },
    runDetails: { builder: { id: 'https://github.com/actions/runner/github-hosted' } } } });

const olderProvenance = (subjects) => ({
  _type: 'https://in-toto.io/Statement/v0.1', subject: subjects, predicateType: 'https://slsa.dev/provenance/v0.2',
  predicate: {
    builder: { id: 'https://github.com/slsa-framework/slsa-github-generator/.github/workflows/generator.yml@refs/tags/v2' },
    buildType: 'https://github.com/slsa-framework/slsa-github-generator/generic@v1',
    invocation: { configSource: { uri: `git+${REPOSITORY}@refs/tags/v1.0.0`, digest: { sha1: COMMIT }, entryPoint: '.github/workflows/release.yml' } } } });

const released = (repository, tag) => ({
  _type: 'https://in-toto.io/Statement/v1',
  subject: [
    { uri: `pkg:github/${repository}@${tag}`, digest: { sha1: COMMIT } }, subject('app.txt', APP), subject('library.txt', LIBRARY)],
  predicateType: 'https://in-toto.io/attestation/release/v0.1',
  predicate: { ownerId: '1', purl: `pkg:github/${repository}@${tag}`, releaseId: '2', repository, repositoryId: '3', tag } });

const open = await instance('open', true);
const closed = await instance('closed', false);
const stranger = await instance('open', true);
json('root-with-logs.json', open.root);
json('root-with-clock.json', closed.root);

const both = [subject('app.txt', APP), subject('library.txt', LIBRARY)];
const builder = await workflowSigner(open);
json('message.json', await message(open, builder, APP));
json('provenance.json', await attestation(open, builder, provenance(both)));
json('provenance-v0.2.json', await attestation(open, builder, olderProvenance(both)));
json('other-statement.json', await attestation(open, builder, { ...provenance(both), predicateType: 'https://spdx.dev/Document/v2.3', predicate: {} }));
json('branch.json', await attestation(open, await workflowSigner(open, { ref: 'refs/heads/main' }), provenance(both, { ref: 'refs/heads/main' })));
json('other-workflow.json', await attestation(open, await workflowSigner(open, { workflow: `${REPOSITORY}/.github/workflows/nightly.yml` }), provenance(both)));
const other = { repository: 'https://github.com/stranger/app', workflow: 'https://github.com/stranger/app/.github/workflows/release.yml' };
json('other-repository.json', await attestation(open, await workflowSigner(open, other), provenance(both)));
json('unknown-authority.json', await attestation(stranger, await workflowSigner(stranger), provenance(both)));
json('used-after-it-expired.json', await message(open, builder, APP, { log: open.late }));
const unlogged = await message(open, builder, APP);
delete unlogged.verificationMaterial.tlogEntries;
json('not-logged.json', unlogged);
const changed = await attestation(open, builder, provenance([subject('library.txt', LIBRARY)]));
changed.dsseEnvelope.payload = base64(JSON.stringify(provenance(both)));
json('changed-statement.json', changed);

const closedBuilder = await workflowSigner(closed);
json('clocked-provenance.json', await attestation(closed, closedBuilder, provenance(both)));
const unclocked = await attestation(closed, closedBuilder, provenance(both));
delete unclocked.verificationMaterial.timestampVerificationData;
json('not-clocked.json', unclocked);
const host = await signer(closed, { san: 'https://dotcom.releases.github.com', extensions: [] });
json('release.json', await attestation(closed, host, released('example/app', 'v1.0.0')));
json('release-of-another.json', await attestation(closed, host, released('stranger/app', 'v1.0.0')));

// As cosign signed files before version 3.
const signature = sign(builder.pair, Buffer.from(APP));
const certificate = pem(builder.certificate, 'CERTIFICATE');
const logged = Object.values(await open.log.log(hashedRekord(sha256(APP), signature, certificate)))[0];
json('cosign.bundle', {
  base64Signature: base64(signature), cert: base64(certificate),
  rekorBundle: {
    SignedEntryTimestamp: logged.verification.signedEntryTimestamp,
    Payload: { body: logged.body, integratedTime: logged.integratedTime, logIndex: logged.logIndex, logID: logged.logID } } });
write('cosign.sig', base64(signature));
write('cosign.pem', base64(certificate));
const own = keys();
write('own-key.pub', own.publicKey.export({ format: 'pem', type: 'spki' }));
write('other-key.pub', keys().publicKey.export({ format: 'pem', type: 'spki' }));
const ownSignature = sign(own, Buffer.from(APP));
write('own-key.sig', base64(ownSignature) + '\n');
const ownEntry = await open.log.log(hashedRekord(sha256(APP), ownSignature, own.publicKey.export({ format: 'pem', type: 'spki' })));
json('own-key.json', bundle(
  { publicKey: { hint: '' }, tlogEntries: [entryOf(ownEntry, 'hashedrekord')] },
  { messageSignature: { messageDigest: { algorithm: 'SHA2_256', digest: base64(sha256(APP)) }, signature: base64(ownSignature) } }));
