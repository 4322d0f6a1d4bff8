/// The series vocabulary ([Labels], [Histogram], [Exemplar]) and the doors through which samples go
/// in ([Appender]) and come out ([MetricStore]). Start reading at [MetricStore]. Depends on nothing
/// of the house.
@NullMarked
package io.vigie.model.metric;

import org.jspecify.annotations.NullMarked;
