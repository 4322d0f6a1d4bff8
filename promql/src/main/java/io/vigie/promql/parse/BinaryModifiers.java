package io.vigie.promql.parse;

import io.vigie.promql.ast.VectorMatching;

/// What stands between a binary operator and its right side.
record BinaryModifiers(boolean returnBool, VectorMatching matching) {}
