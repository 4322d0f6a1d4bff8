package io.vigie.ingest.remote;

import static io.vigie.ingest.wire.MessageReader.BYTES;
import static io.vigie.ingest.wire.MessageReader.VARINT;
import static io.vigie.ingest.wire.MessageReader.tag;

import com.google.re2j.PatternSyntaxException;
import io.vigie.ingest.wire.MalformedMessageException;
import io.vigie.ingest.wire.MessageReader;
import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.LabelMatcher.Operator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A `prometheus.ReadRequest`.
///
/// @param acceptedTypes numbers of the kinds of answer that are understood, the best first
record ReadRequest(List<Query> queries, List<Integer> acceptedTypes) {
  /// A kind of answer.
  enum AnswerType {
    /// One message with all samples.
    SAMPLES(0),
    /// Frames with chunks.
    STREAMED_XOR_CHUNKS(1);

    final int number;

    AnswerType(int number) {
      this.number = number;
    }
  }

  /// What is looked for; bounds are milliseconds, both included.
  record Query(long minMillis, long maxMillis, List<LabelMatcher> matchers) {}

  private static final int QUERY = tag(1, BYTES);
  private static final int ACCEPTED_TYPES = tag(2, BYTES);
  private static final int ACCEPTED_TYPE = tag(2, VARINT);

  private static final List<Operator> OPERATORS =
      List.of(Operator.EQUAL, Operator.NOT_EQUAL, Operator.REGEX, Operator.NOT_REGEX);

  /// @throws MalformedMessageException if it is none
  static ReadRequest decode(byte[] message, int size) throws MalformedMessageException {
    MessageReader in = new MessageReader();
    in.reset(message, 0, size);
    List<Query> queries = new ArrayList<>();
    List<Integer> types = new ArrayList<>();
    for (int tag = in.nextTag(); tag != 0; tag = in.nextTag()) {
      if (tag == QUERY) {
        queries.add(query(in));
      } else if (tag == ACCEPTED_TYPE) {
        types.add((int) in.varint());
      } else if (tag == ACCEPTED_TYPES) {
        int outer = in.enter();
        while (!in.isAtEnd()) {
          types.add((int) in.varint());
        }
        in.leave(outer);
      } else {
        in.skip(tag, 2);
      }
    }
    return new ReadRequest(queries, types);
  }

  /// How to answer: as the caller likes best. Old ones do not say, and understand samples.
  ///
  /// @throws RefusedRequestException if there is nothing that both understand
  AnswerType answerType() throws RefusedRequestException {
    if (acceptedTypes.isEmpty()) {
      return AnswerType.SAMPLES;
    }
    for (int accepted : acceptedTypes) {
      for (AnswerType type : AnswerType.values()) {
        if (type.number == accepted) {
          return type;
        }
      }
    }
    throw new RefusedRequestException(
        400,
        "server does not support any of the requested response types: %s; supported: %s"
            .formatted(acceptedTypes, Arrays.toString(AnswerType.values())));
  }

  private static Query query(MessageReader in) throws MalformedMessageException {
    int outer = in.enter();
    long min = 0;
    long max = 0;
    List<LabelMatcher> matchers = new ArrayList<>();
    for (int tag = in.nextTag(); tag != 0; tag = in.nextTag()) {
      if (tag == tag(1, VARINT)) {
        min = in.varint();
      } else if (tag == tag(2, VARINT)) {
        max = in.varint();
      } else if (tag == tag(3, BYTES)) {
        matchers.add(matcher(in));
      } else {
        in.skip(tag); // hints: what the caller will do with the samples
      }
    }
    in.leave(outer);
    return new Query(min, max, matchers);
  }

  private static LabelMatcher matcher(MessageReader in) throws MalformedMessageException {
    int outer = in.enter();
    long type = 0;
    String name = "";
    String value = "";
    for (int tag = in.nextTag(); tag != 0; tag = in.nextTag()) {
      if (tag == tag(1, VARINT)) {
        type = in.varint();
      } else if (tag == tag(2, BYTES)) {
        name = in.text();
      } else if (tag == tag(3, BYTES)) {
        value = in.text();
      } else {
        in.skip(tag, 3);
      }
    }
    in.leave(outer);
    if (type < 0 || type >= OPERATORS.size()) {
      throw new MalformedMessageException("invalid matcher type " + type);
    }
    try {
      return LabelMatcher.of(name, OPERATORS.get((int) type), value);
    } catch (PatternSyntaxException e) {
      throw new MalformedMessageException(
          "matcher of label " + name + ": " + String.valueOf(e.getMessage()));
    }
  }
}
