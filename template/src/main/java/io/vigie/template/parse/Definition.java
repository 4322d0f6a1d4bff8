package io.vigie.template.parse;

/// A named template: what `template` calls.
///
/// @param source the text in which it was written
public record Definition(String name, Source source, Node.Sequence body) {}
