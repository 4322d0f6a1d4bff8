/// Dashboards as JSON documents in Grafana's format: those that come with the server, those in
/// folders, those that people imported. What is in them is the UI's to read. Start at [Dashboards];
/// depends on `config`, and on the state door of `model`.
@NullMarked
package io.vigie.server.dashboard;

import org.jspecify.annotations.NullMarked;
