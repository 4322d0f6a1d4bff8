/// The front of the house: builds every room in data-flow order, and opens the doors to the
/// outside.
@NullMarked
package io.vigie.server;

import org.jspecify.annotations.NullMarked;
