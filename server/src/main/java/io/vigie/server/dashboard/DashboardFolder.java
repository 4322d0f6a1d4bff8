package io.vigie.server.dashboard;

import io.vigie.config.yaml.MappingReader;
import java.nio.file.Path;
import java.util.List;

/// A folder of dashboards on disk, as the configuration names it.
///
/// @param path of the folder, or of a single file
/// @param name what its dashboards are listed under; empty for none
/// @param editable whether people may change its files from the pages
public record DashboardFolder(Path path, String name, boolean editable) {
  /// Reads `dashboards: [{path: dashboards/, folder: Databases, editable: true}]` of the section
  /// `vigie`.
  ///
  /// @throws io.vigie.config.yaml.ConfigException if it is written otherwise
  public static List<DashboardFolder> read(MappingReader section) {
    return section.list(
        "dashboards",
        "a folder of dashboards is empty",
        reader -> {
          Path path =
              reader
                  .path("path")
                  .orElseThrow(() ->
                      reader.error("path is missing: name a folder with dashboards as JSON files"));
          String name = reader.string("folder");
          boolean editable = reader.bool("editable", false);
          reader.finish();
          return new DashboardFolder(path, name, editable);
        });
  }
}
