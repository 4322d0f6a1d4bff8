/// What is not a sample, in SQL: the only room that knows it. [Catalog] opens the database (SQLite
/// in the data directory, or PostgreSQL), brings its tables up to date, and offers the state doors
/// of `model`. Depends on `model`.
@NullMarked
package io.vigie.catalog;

import org.jspecify.annotations.NullMarked;
