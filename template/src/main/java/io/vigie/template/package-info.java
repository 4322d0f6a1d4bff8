/// Go's template language, as rule files and `alertmanager.yml` use it. Start at `Templates`; data
/// are `value.GoValue`s, functions `value.GoFunction`s. Depends on nothing of the house.
@NullMarked
package io.vigie.template;

import org.jspecify.annotations.NullMarked;
