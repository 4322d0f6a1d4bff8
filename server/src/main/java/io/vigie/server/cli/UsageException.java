package io.vigie.server.cli;

/// The command line or the environment asks for something that cannot be. The message is one
/// sentence for the user; the process ends with exit code 2.
final class UsageException extends RuntimeException {
  UsageException(String message) {
    super(message);
  }
}
