/// What is not a sample, in SQL: the only room that knows it. Depends on `model`.
@NullMarked
package io.vigie.catalog;

import org.jspecify.annotations.NullMarked;
