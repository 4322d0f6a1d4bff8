/// Doors for what must outlive the process and is not a sample: [StateStore] for the present (which
/// silences, which notifications were sent), [EventLog] for the past (what happened, when, to which
/// labels). `catalog` keeps both in SQL. Depends on nothing of the house but labels and time.
@NullMarked
package io.vigie.model.state;

import org.jspecify.annotations.NullMarked;
