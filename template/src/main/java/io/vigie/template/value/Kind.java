package io.vigie.template.value;

/// What a Go value basically is; decides how it is compared, iterated, printed and tested for
/// truth.
public enum Kind {
  INVALID,
  BOOL,
  INT,
  UINT,
  FLOAT,
  COMPLEX,
  STRING,
  SLICE,
  MAP,
  STRUCT,
  FUNC,
  INTERFACE
}
