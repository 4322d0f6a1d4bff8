package io.vigie.server.http;

/// One operation of the API. Called by many threads at once.
@FunctionalInterface
public interface ApiEndpoint {
  /// @throws ApiException if the answer is an error that the caller is told
  /// @throws Exception for everything else: logged, and told as an internal error
  Answer answer(ApiRequest request) throws Exception;
}
