package io.vigie.ingest.prometheus;

import java.io.IOException;

/// Bytes that are not what their format demands.
public final class MalformedDataException extends IOException {
  MalformedDataException(String message) {
    super(message);
  }
}
