/// Values as JSON, the way Go's `encoding/json` writes them.
@NullMarked
package io.vigie.template.json;

import org.jspecify.annotations.NullMarked;
