/// The search for names and values (`search/…`), for those who type: streamed, best first if
/// wanted. Start at [io.vigie.server.http.v1.search.SearchApi].
@NullMarked
package io.vigie.server.http.v1.search;

import org.jspecify.annotations.NullMarked;
