package io.vigie.ingest.recognition;

/// Something that is not an exposition, with one sentence that explains it and one that says what
/// to do.
public enum Stranger {
  JSON(
      "The target answered with JSON, not with metrics.",
      "If this is a health endpoint, watch it with a health probe (vigie: checks:), which also reads"
          + " what it says when it is unhealthy; otherwise set metrics_path to the page with the"
          + " metrics, mostly /metrics."),
  HTML(
      "The target answered with an HTML page, not with metrics: mostly a login page, or a web"
          + " application that answers every path with its start page.",
      "Set metrics_path to the page with the metrics, add the credentials that the job needs"
          + " (basic_auth, authorization), or watch the page with a health probe (vigie: checks:)."),
  XML(
      "The target answered with XML, not with metrics.",
      "Set metrics_path to the page with the metrics, mostly /metrics."),
  EMPTY(
      "The target answered with an empty body.",
      "Check that metrics_path is right and that the application registers its metrics with the"
          + " endpoint that it serves."),
  BINARY(
      "The target answered with bytes that are no text.",
      "Check metrics_path, and that no proxy compresses or encrypts the answer without saying so."),
  POSTGRESQL(
      "This is the wire port of a PostgreSQL server, which does not speak HTTP.",
      "Use the built-in PostgreSQL collector (vigie: collectors:), or scrape postgres_exporter"
          + " beside it, on port 9187."),
  REDIS(
      "This is the wire port of a Redis server, which does not speak HTTP.",
      "Use the built-in Redis collector (vigie: collectors:), or scrape redis_exporter beside it, on"
          + " port 9121."),
  MYSQL(
      "This is the wire port of a MySQL or MariaDB server, which does not speak HTTP.",
      "Scrape mysqld_exporter beside it, on port 9104."),
  MONGODB(
      "This is the wire port of a MongoDB server, which is not meant for HTTP.",
      "Scrape mongodb_exporter beside it, on port 9216."),
  SSH(
      "This is the port of an SSH server, which does not speak HTTP.",
      "Scrape an exporter on that machine, such as node_exporter on port 9100."),
  SMTP(
      "This is the port of a mail server, which does not speak HTTP.",
      "Watch it with a TCP check (vigie: checks:), or scrape an exporter for it."),
  TLS(
      "The port expects TLS, and was spoken to without.",
      "Set scheme: https for this job, with tls_config if its certificate is not publicly trusted."),
  PLAIN_HTTP(
      "The port speaks HTTP without TLS, and was spoken to with TLS.",
      "Set scheme: http for this job.");

  private final String explanation;
  private final String remedy;

  Stranger(String explanation, String remedy) {
    this.explanation = explanation;
    this.remedy = remedy;
  }

  /// What it is.
  public String explanation() {
    return explanation;
  }

  /// What to do about it.
  public String remedy() {
    return remedy;
  }
}
