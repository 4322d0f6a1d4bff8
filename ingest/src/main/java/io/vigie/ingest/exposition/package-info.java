/// What targets say about themselves, text and protobuf, turned into samples. Start at
/// [Expositions], which chooses an [ExpositionReader]; depends on nothing but `model`.
@NullMarked
package io.vigie.ingest.exposition;

import org.jspecify.annotations.NullMarked;
