package io.vigie.server.kubernetes;

import java.util.List;

/// A port of a Service.
///
/// @param name empty if it has none
/// @param port its number, as written
/// @param target number or name of the pods' port; empty if it is the same number
record ServicePort(String name, String port, String target) {
  static List<ServicePort> of(Manifest service) {
    return service.spec().items("ports").stream()
        .map(port ->
            new ServicePort(
                port.text("name").orElse(""),
                port.text("port").orElse(""),
                port.text("targetPort").orElse("")))
        .toList();
  }

  /// As people call it.
  @Override
  public String toString() {
    return name.isEmpty() ? port + " without a name" : name;
  }
}
