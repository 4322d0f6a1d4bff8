/// How the server itself is, part by part. Start at [Components].
@NullMarked
package io.vigie.health.component;

import org.jspecify.annotations.NullMarked;
