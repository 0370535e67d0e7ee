# Lists what Python finds in the archives whose paths it is given, one a line: "@path", then kind, name and digest of each member.
import hashlib
import sys
import tarfile
import warnings
import zipfile

warnings.simplefilter("ignore")


def say(kind, name, value):
    print(kind, name.replace("\n", "\\n"), value, sep="\t")


def listed(path):
    if path.endswith(".zip"):
        with zipfile.ZipFile(path) as archive:
            for member in archive.infolist():
                if not member.is_dir():
                    say("F", member.filename, hashlib.sha256(archive.read(member)).hexdigest())
        return
    with tarfile.open(path) as archive:
        for member in archive:
            if member.isfile():
                say("F", member.name, hashlib.sha256(archive.extractfile(member).read()).hexdigest())
            elif member.issym() or member.islnk():
                say("L", member.name, "")


sys.stdout.reconfigure(encoding="utf-8", errors="replace")
for line in sys.stdin:
    print("@" + line.rstrip("\n"))
    try:
        listed(line.rstrip("\n"))
    except Exception as error:
        print("!" + repr(error).replace("\n", " ")[:120])
