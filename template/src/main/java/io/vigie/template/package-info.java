/// Go's template language, as rule files and `alertmanager.yml` use it. Depends on nothing of the
/// house.
@NullMarked
package io.vigie.template;

import org.jspecify.annotations.NullMarked;
