package dev.slipway.rehearsal;

import java.util.List;
import java.util.Map;

/// One call of the API and its answer, as they went over the wire.
///
/// Bodies are text, for the API speaks JSON; an upload's or a download's bytes are never part of it.
///
/// @param method          the HTTP method
/// @param path            the path, decoded, with `/repositories/ID` written as `/repos/OWNER/NAME`
/// @param query           the decoded parameters
/// @param requestHeaders  the request's headers, names in lower case
/// @param requestBody     the request's text; empty when there was none or when it was a file
/// @param upload          whether the request carried a file
/// @param status          the answer's status
/// @param responseHeaders the answer's headers, names in lower case
/// @param responseBody    the answer's JSON; empty when it has none
public record Exchange(
    String method,
    String path,
    Map<String, String> query,
    Map<String, List<String>> requestHeaders,
    String requestBody,
    boolean upload,
    int status,
    Map<String, List<String>> responseHeaders,
    String responseBody) {}
