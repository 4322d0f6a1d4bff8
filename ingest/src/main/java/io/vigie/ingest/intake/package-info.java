/// What every protocol that pushes samples shares: known series are found again without making
/// their labels, limits are kept, and what became of each sample is counted and said in the words
/// that Prometheus uses. A decoder opens a [PushBatch] of a [PushIntake] for each request.
@NullMarked
package io.vigie.ingest.intake;

import org.jspecify.annotations.NullMarked;
