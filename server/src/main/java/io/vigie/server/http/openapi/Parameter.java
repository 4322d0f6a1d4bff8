package io.vigie.server.http.openapi;

/// What may be said with a request.
///
/// @param name as written in the query, in a form, or in the path
record Parameter(String name, Kind kind, Place place, boolean required, String description) {
  /// How a value is written.
  enum Kind {
    TEXT,
    /// May be repeated.
    TEXTS,
    NUMBER,
    /// Any number.
    VALUE,
    /// A list of numbers.
    VALUES,
    /// A list of JSON objects.
    OBJECTS,
    /// RFC 3339, or seconds since the epoch.
    TIME,
    /// `1m30s`, or seconds.
    DURATION,
    SWITCH,
    /// `true` or `false`, in JSON.
    BOOLEAN,
    /// An object in JSON.
    OBJECT
  }

  /// Where it stands.
  enum Place {
    PATH,
    /// In the query, or in the form of a `POST`.
    QUERY,
    /// In the JSON object that is the body.
    JSON,
    HEADER
  }

  static Parameter optional(String name, Kind kind, String description) {
    return new Parameter(name, kind, Place.QUERY, false, description);
  }

  static Parameter required(String name, Kind kind, String description) {
    return new Parameter(name, kind, Place.QUERY, true, description);
  }

  static Parameter inJson(String name, Kind kind, String description) {
    return new Parameter(name, kind, Place.JSON, false, description);
  }

  static Parameter inHeader(String name, String description) {
    return new Parameter(name, Kind.TEXT, Place.HEADER, false, description);
  }

  static Parameter inPath(String name, String description) {
    return new Parameter(name, Kind.TEXT, Place.PATH, true, description);
  }
}
