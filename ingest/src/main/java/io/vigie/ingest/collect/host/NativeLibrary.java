package io.vigie.ingest.collect.host;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// The two calls of the C library that Java has no equal for: `statvfs` counts the files of a file
/// system, and `getpagesize`. Thread-safe.
final class NativeLibrary {
  /// Sizes and files of one file system, from `struct statvfs` of 64-bit Linux: after two words
  /// come blocks, free blocks, blocks for everybody, files and free files.
  record FilesystemUsage(
      long sizeBytes, long freeBytes, long availableBytes, long files, long filesFree) {}

  private static final long STRUCT_STATVFS_BYTES = 256; // More than any C library has.
  private static final int FRAGMENT_SIZE = 1;
  private static final int BLOCKS = 2;
  private static final int FREE_BLOCKS = 3;
  private static final int AVAILABLE_BLOCKS = 4;
  private static final int FILES = 5;
  private static final int FREE_FILES = 6;

  private static final MethodHandle STATVFS =
      function(
          "statvfs",
          FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS));
  private static final MethodHandle PAGE_SIZE =
      function("getpagesize", FunctionDescriptor.of(ValueLayout.JAVA_INT));

  private NativeLibrary() {}

  @SuppressWarnings("restricted") // The signatures are those of the C library's headers.
  private static MethodHandle function(String name, FunctionDescriptor descriptor) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), descriptor);
  }

  /// How full the file system at a path is. Blocks for as long as the file system does, which may
  /// be for ever if it lies on another machine.
  ///
  /// @throws IOException if the path cannot be asked about
  static FilesystemUsage usage(String path) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment result = arena.allocate(STRUCT_STATVFS_BYTES, Long.BYTES);
      int failed = (int) STATVFS.invokeExact(arena.allocateFrom(path), result);
      if (failed != 0) {
        throw new IOException("statvfs failed for " + path);
      }
      long fragment = word(result, FRAGMENT_SIZE);
      return new FilesystemUsage(
          word(result, BLOCKS) * fragment,
          word(result, FREE_BLOCKS) * fragment,
          word(result, AVAILABLE_BLOCKS) * fragment,
          word(result, FILES),
          word(result, FREE_FILES));
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a call of C threw", e);
    }
  }

  private static long word(MemorySegment struct, int index) {
    return struct.getAtIndex(ValueLayout.JAVA_LONG, index);
  }

  /// Bytes of a page of memory.
  static int pageSizeBytes() {
    try {
      return (int) PAGE_SIZE.invokeExact();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a call of C threw", e);
    }
  }
}
