/// What tests share: time that stands still, the plainest correct store, contracts that every
/// implementation of a door must keep. Never on a product's class path.
@NullMarked
package io.vigie.testkit;

import org.jspecify.annotations.NullMarked;
