package io.vigie.ingest.exposition;

/// How an exposition is read.
///
/// @param typeAndUnitLabels add the labels `__type__` and `__unit__`
/// @param createdAsStartTimestamps take `…_created` lines of OpenMetrics not as series but as the
///   start timestamps of the series that they belong to
/// @param convertClassicHistograms make native histograms with custom buckets of classic ones
/// @param keepClassicHistograms yield classic histograms also where there is a native one
/// @param ignoreNativeHistograms read histograms of protobuf as if they had classic buckets only
public record ReaderOptions(
    boolean typeAndUnitLabels,
    boolean createdAsStartTimestamps,
    boolean convertClassicHistograms,
    boolean keepClassicHistograms,
    boolean ignoreNativeHistograms) {
  /// Everything as it comes.
  public static final ReaderOptions DEFAULT = new ReaderOptions(false, false, false, false, false);

  public ReaderOptions withTypeAndUnitLabels(boolean wanted) {
    return new ReaderOptions(
        wanted,
        createdAsStartTimestamps,
        convertClassicHistograms,
        keepClassicHistograms,
        ignoreNativeHistograms);
  }

  public ReaderOptions withCreatedAsStartTimestamps(boolean wanted) {
    return new ReaderOptions(
        typeAndUnitLabels,
        wanted,
        convertClassicHistograms,
        keepClassicHistograms,
        ignoreNativeHistograms);
  }

  public ReaderOptions withConvertClassicHistograms(boolean wanted) {
    return new ReaderOptions(
        typeAndUnitLabels,
        createdAsStartTimestamps,
        wanted,
        keepClassicHistograms,
        ignoreNativeHistograms);
  }

  public ReaderOptions withKeepClassicHistograms(boolean wanted) {
    return new ReaderOptions(
        typeAndUnitLabels,
        createdAsStartTimestamps,
        convertClassicHistograms,
        wanted,
        ignoreNativeHistograms);
  }

  public ReaderOptions withIgnoreNativeHistograms(boolean wanted) {
    return new ReaderOptions(
        typeAndUnitLabels,
        createdAsStartTimestamps,
        convertClassicHistograms,
        keepClassicHistograms,
        wanted);
  }
}
