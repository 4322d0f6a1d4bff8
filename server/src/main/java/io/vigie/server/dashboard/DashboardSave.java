package io.vigie.server.dashboard;

import java.util.Optional;

/// How somebody wants a dashboard to be kept.
///
/// @param folder what it is listed under; empty for none
/// @param overwrite whether one with the same uid may be replaced
/// @param baseVersion the version that was changed; if there is another one by now, nothing is
///   replaced. Empty to replace whatever there is
/// @param savedBy who wants it
/// @param message what they say about it
public record DashboardSave(
    String folder,
    boolean overwrite,
    Optional<String> baseVersion,
    String savedBy,
    String message) {
  private static final int MAX_FOLDER = 200;
  private static final int MAX_MESSAGE = 500;

  /// A new one, by whoever.
  public static DashboardSave into(String folder, boolean overwrite) {
    return new DashboardSave(folder, overwrite, Optional.empty(), "", "");
  }

  /// @throws DashboardException if something is longer than it may be
  void check() throws DashboardException {
    if (folder.length() > MAX_FOLDER) {
      throw new DashboardException(
          "the name of the folder is longer than " + MAX_FOLDER + " characters");
    }
    if (message.length() > MAX_MESSAGE) {
      throw new DashboardException("the message is longer than " + MAX_MESSAGE + " characters");
    }
  }
}
