package io.vigie.server.live;

import java.util.List;

/// What there is to tell. Asked by one thread, and only while somebody listens.
public interface LiveSource {
  /// How things are now, as a JSON object.
  ///
  /// @param topic any but [Topic#ALERT]
  String state(Topic topic);

  /// The alerts that fire, the newest first.
  List<Alert> alerts();

  /// An alert.
  interface Alert {
    /// Stays the same as long as the alert fires.
    String id();

    /// Equal as long as there is nothing new to tell.
    Object version();

    /// The alert as a JSON object.
    ///
    /// @param ended whether it is over
    String json(boolean ended);
  }
}
