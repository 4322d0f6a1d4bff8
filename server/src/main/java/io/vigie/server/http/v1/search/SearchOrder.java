package io.vigie.server.http.v1.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.PriorityQueue;

/// In which order results come.
enum SearchOrder {
  ASCENDING {
    @Override
    Iterator<SearchResult> search(List<String> texts, Scorer scorer, int limit) {
      return new Matching(texts.iterator(), scorer);
    }
  },
  DESCENDING {
    @Override
    Iterator<SearchResult> search(List<String> texts, Scorer scorer, int limit) {
      return new Matching(texts.reversed().iterator(), scorer);
    }
  },
  /// The best first, equal ones ascending.
  BEST_FIRST {
    @Override
    Iterator<SearchResult> search(List<String> texts, Scorer scorer, int limit) {
      Comparator<SearchResult> order =
          Comparator.comparingDouble(SearchResult::score)
              .reversed()
              .thenComparing(SearchResult::text);
      PriorityQueue<SearchResult> worstFirst = new PriorityQueue<>(order.reversed());
      new Matching(texts.iterator(), scorer)
          .forEachRemaining(result -> {
            worstFirst.add(result);
            if (worstFirst.size() > limit) {
              worstFirst.remove();
            }
          });
      List<SearchResult> best = new ArrayList<>(worstFirst);
      best.sort(order);
      return best.iterator();
    }
  };

  /// Searches sorted texts; no more than so many results are asked for.
  abstract Iterator<SearchResult> search(List<String> texts, Scorer scorer, int limit);

  /// Looks at each text only when the next result is wanted.
  private static final class Matching implements Iterator<SearchResult> {
    private final Iterator<String> texts;
    private final Scorer scorer;
    private Optional<SearchResult> next = Optional.empty();

    Matching(Iterator<String> texts, Scorer scorer) {
      this.texts = texts;
      this.scorer = scorer;
    }

    @Override
    public boolean hasNext() {
      while (next.isEmpty() && texts.hasNext()) {
        String text = texts.next();
        double score = scorer.score(text);
        if (score != Scorer.NO_MATCH) {
          next = Optional.of(new SearchResult(text, score));
        }
      }
      return next.isPresent();
    }

    @Override
    public SearchResult next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      SearchResult result = next.orElseThrow();
      next = Optional.empty();
      return result;
    }
  }
}
