package dev.slipway.forge;

import java.net.URI;

/// A repository as the host describes it.
///
/// @param name          its full name
/// @param defaultBranch the branch releases are usually made from
/// @param isPrivate     whether only members can see it
/// @param canPush       whether the account in use may create releases; false without a token
/// @param page          its page on the host
public record Repository(
    RepositoryName name, String defaultBranch, boolean isPrivate, boolean canPush, URI page) {}
