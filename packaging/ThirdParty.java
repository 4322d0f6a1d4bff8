import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/// Writes down whose work is in the archive: each library with its licence, from what the library
/// says of itself, and the texts of licences and notices that it brings. Run by `dist.sh`:
///
/// What of npm is in the web pages, their build has written down already.
///
///     java ThirdParty.java <folder of the release> <Maven's local repository>
final class ThirdParty {
  private static final Pattern TEXT =
      Pattern.compile("(?i)(.*/)?(LICEN[CS]E|NOTICE|COPYING)([-._][^/]*)?");
  private static final Pattern IN_POM =
      Pattern.compile("<license>\\s*(?:<[^>]+>[^<]*</[^>]+>\\s*)*?<name>\\s*([^<]+?)\\s*</name>");

  private ThirdParty() {}

  public static void main(String[] arguments) throws IOException {
    Path dist = Path.of(arguments[0]);
    Map<String, Path> poms = poms(Path.of(arguments[1]));
    Path texts = Files.createDirectories(dist.resolve("licenses"));
    try (Stream<Path> files = Files.list(dist.resolve("lib"));
        PrintWriter list =
            new PrintWriter(
                Files.newBufferedWriter(dist.resolve("THIRD-PARTY.txt"), StandardCharsets.UTF_8))) {
      list.println("Libraries in lib/, each with its licence as it says itself. Texts are in licenses/.");
      list.println();
      for (Path jar : files.filter(ThirdParty::isOfOthers).sorted().toList()) {
        describe(jar, texts, poms, list);
      }
      describePages(dist, texts, list);
    }
  }

  /// The packages of npm of which something is in the pages: a list up to an empty line, then texts.
  private static void describePages(Path dist, Path texts, PrintWriter list) throws IOException {
    Optional<Path> pages;
    try (Stream<Path> files = Files.list(dist.resolve("lib"))) {
      pages = files.filter(file -> file.getFileName().toString().startsWith("vigie-ui-")).findFirst();
    }
    if (pages.isEmpty()) {
      return;
    }
    try (JarFile jar = new JarFile(pages.get().toFile())) {
      ZipEntry packages = jar.getEntry("ui/third-party.txt");
      if (packages == null) {
        return; // built without the pages
      }
      String text = read(jar, packages, StandardCharsets.UTF_8);
      Files.writeString(texts.resolve("web-pages.txt"), text);
      list.println();
      list.println("Packages in the web pages. Texts are in licenses/web-pages.txt.");
      list.println();
      text.lines().takeWhile(line -> !line.isEmpty()).forEach(list::println);
    }
  }

  /// Project files by name, for libraries that say nothing of themselves.
  private static Map<String, Path> poms(Path repository) throws IOException {
    if (!Files.isDirectory(repository)) {
      return Map.of();
    }
    try (Stream<Path> files = Files.walk(repository)) {
      return files
          .filter(file -> file.toString().endsWith(".pom"))
          .collect(
              Collectors.toMap(
                  file -> file.getFileName().toString().replaceAll("\\.pom$", ""),
                  file -> file,
                  (one, _) -> one));
    }
  }

  private static boolean isOfOthers(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".jar") && !name.startsWith("vigie-");
  }

  private static void describe(
      Path file, Path texts, Map<String, Path> poms, PrintWriter list) throws IOException {
    String name = file.getFileName().toString().replaceAll("\\.jar$", "");
    TreeSet<String> licences = new TreeSet<>();
    List<String> copied = new ArrayList<>();
    try (JarFile jar = new JarFile(file.toFile())) {
      for (ZipEntry entry : jar.stream().filter(each -> !each.isDirectory()).toList()) {
        if (entry.getName().matches("META-INF/maven/.*/pom\\.xml")) {
          licences.addAll(inPom(read(jar, entry)));
        } else if (TEXT.matcher(entry.getName()).matches() && !entry.getName().endsWith(".class")) {
          copied.add(entry.getName());
          Path text = texts.resolve(name).resolve(entry.getName().replace('/', '_'));
          Files.createDirectories(text.getParent());
          Files.writeString(text, read(jar, entry));
        }
      }
      if (licences.isEmpty() && poms.containsKey(name)) {
        licences.addAll(inPom(Files.readString(poms.get(name), StandardCharsets.ISO_8859_1)));
      }
      if (licences.isEmpty()) {
        licences.add(inManifest(jar).orElse(copied.isEmpty() ? "see its project" : "see its text"));
      }
    }
    list.println(name + ": " + String.join("; ", licences));
  }

  private static List<String> inPom(String pom) {
    List<String> licences = new ArrayList<>();
    Matcher licence = IN_POM.matcher(pom);
    while (licence.find()) {
      licences.add(licence.group(1).replaceAll("\\s+", " "));
    }
    return licences;
  }

  private static Optional<String> inManifest(JarFile jar) throws IOException {
    return Optional.ofNullable(jar.getManifest())
        .map(manifest -> manifest.getMainAttributes().getValue("Bundle-License"));
  }

  private static String read(JarFile jar, ZipEntry entry) throws IOException {
    return read(jar, entry, StandardCharsets.ISO_8859_1);
  }

  private static String read(JarFile jar, ZipEntry entry, Charset charset) throws IOException {
    return new String(jar.getInputStream(entry).readAllBytes(), charset);
  }
}
