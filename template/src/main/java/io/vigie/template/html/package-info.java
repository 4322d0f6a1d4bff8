/// Go's `html/template`: finds out where in HTML, CSS, JavaScript or a URL each value stands and
/// escapes it for that place. Start at `HtmlEscaping`; `Transitions` reads the text between the
/// values, `Escapers` are the functions that end up in the pipelines.
@NullMarked
package io.vigie.template.html;

import org.jspecify.annotations.NullMarked;
