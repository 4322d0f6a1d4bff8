/// What all files of the store share: names, headers, checksums, the way to publish a file, the
/// error of a damaged one. Start reading at [io.vigie.tsdb.format.FileNames]; depends on no other
/// package of the store.
@NullMarked
package io.vigie.tsdb.format;

import org.jspecify.annotations.NullMarked;
