package io.vigie.template.exec;

import io.vigie.template.fmt.Printer;
import io.vigie.template.fmt.Quoting;
import io.vigie.template.parse.Definition;
import io.vigie.template.parse.Node;
import io.vigie.template.value.FunctionFailure;
import io.vigie.template.value.GoType;
import io.vigie.template.value.GoValue;
import io.vigie.template.value.Kind;
import java.util.Map;
import java.util.Optional;

/// Executes one template of a program: walks text and actions; [Expressions] gives their values.
/// Serves one execution.
public final class Evaluator {
  static final String NO_VALUE = "<no value>";

  private final Program program;
  private final Budget budget;
  private final Expressions expressions;
  private final Place place;

  private Evaluator(Program program, Definition definition, GoValue data) {
    this.program = program;
    budget = new Budget(program.limits());
    place = new Place(definition);
    expressions = new Expressions(program, budget, place, new Variables(data));
  }

  /// The output of a template for some data.
  ///
  /// @throws ExecutionException if it fails; what was written until then is lost
  public static String execute(Program program, Definition definition, GoValue data) {
    Evaluator evaluator = new Evaluator(program, definition, data);
    try {
      evaluator.walk(data, definition.body());
    } catch (FunctionFailure failure) {
      throw evaluator.place.failure(String.valueOf(failure.getMessage()), failure);
    } catch (StackOverflowError overflow) {
      throw evaluator.place.failure("exceeded maximum template depth", overflow);
    }
    return evaluator.budget.output();
  }

  /// How a node ended.
  private enum Flow {
    NEXT,
    BREAK,
    CONTINUE
  }

  private Flow walk(GoValue dot, Node node) {
    place.at(node);
    budget.step();
    return switch (node) {
      case Node.Text text -> {
        budget.write(text.text());
        yield Flow.NEXT;
      }
      case Node.Action action -> {
        act(dot, action);
        yield Flow.NEXT;
      }
      case Node.Sequence sequence -> walkAll(dot, sequence);
      case Node.Branch branch -> nested(dot, branch);
      case Node.Call call -> {
        call(dot, call);
        yield Flow.NEXT;
      }
      case Node.Break _ -> Flow.BREAK;
      case Node.Continue _ -> Flow.CONTINUE;
      default -> throw place.failure("unknown node: " + node);
    };
  }

  private Flow walkAll(GoValue dot, Node.Sequence sequence) {
    for (Node node : sequence.nodes()) {
      Flow flow = walk(dot, node);
      if (flow != Flow.NEXT) {
        return flow;
      }
    }
    return Flow.NEXT;
  }

  private void act(GoValue dot, Node.Action action) {
    GoValue value = expressions.pipeline(dot, action.pipeline());
    if (action.pipeline().variables().isEmpty()) {
      place.at(action);
      print(value);
    }
  }

  private void print(GoValue value) {
    if (value.kind() == Kind.FUNC) {
      throw place.failure("can't print " + place.node() + " of type " + value.type());
    }
    budget.write(
        switch (value) {
          case GoValue.Nil _ -> NO_VALUE;
          case GoValue.Text text when text.type().stringer().isEmpty() -> text.value();
          default -> Printer.display(value);
        });
  }

  private Flow nested(GoValue dot, Node.Branch branch) {
    budget.enter();
    Variables variables = expressions.variables();
    int mark = variables.mark();
    Flow flow =
        switch (branch.control()) {
          case IF, WITH -> ifOrWith(dot, branch);
          case RANGE -> range(dot, branch);
        };
    variables.popTo(mark);
    budget.leave();
    return flow;
  }

  private Flow ifOrWith(GoValue dot, Node.Branch branch) {
    GoValue value = expressions.pipeline(dot, branch.pipeline());
    if (Truth.of(value)) {
      return walk(branch.control() == Node.Control.WITH ? value : dot, branch.body());
    }
    return otherwise(dot, branch);
  }

  private Flow otherwise(GoValue dot, Node.Branch branch) {
    Optional<Node.Sequence> otherwise = branch.otherwise();
    return otherwise.isPresent() ? walk(dot, otherwise.get()) : Flow.NEXT;
  }

  private Flow range(GoValue dot, Node.Branch range) {
    GoValue value = expressions.pipeline(dot, range.pipeline());
    boolean ran =
        switch (value) {
          case GoValue.Sequence list -> overList(list, range);
          case GoValue.Mapping map -> overMap(map, range);
          case GoValue.Int number -> overCount(number.value(), number.type(), range);
          case GoValue.Uint number -> overCount(number.value(), number.type(), range);
          case GoValue.Nil _ -> false;
          default -> throw place.failure("range can't iterate over " + Printer.display(value));
        };
    return ran ? Flow.NEXT : otherwise(dot, range);
  }

  private boolean overList(GoValue.Sequence list, Node.Branch range) {
    for (int i = 0; i < list.elements().size(); i++) {
      if (!iteration(GoValue.of(i), list.elements().get(i), range)) {
        break;
      }
    }
    return !list.elements().isEmpty();
  }

  private boolean overMap(GoValue.Mapping map, Node.Branch range) {
    for (Map.Entry<String, GoValue> entry : map.entries().entrySet()) {
      if (!iteration(GoValue.of(entry.getKey()), entry.getValue(), range)) {
        break;
      }
    }
    return !map.entries().isEmpty();
  }

  private boolean overCount(long count, GoType type, Node.Branch range) {
    if (range.pipeline().variables().size() > 1) {
      throw place.failure("can't use " + count + " to iterate over more than one variable");
    }
    for (long i = 0; i < count; i++) {
      GoValue element =
          type.kind() == Kind.INT ? new GoValue.Int(i, type) : new GoValue.Uint(i, type);
      if (!iteration(GoValue.Nil.MISSING, element, range)) {
        break;
      }
    }
    return count > 0;
  }

  /// False if the body left the range.
  private boolean iteration(GoValue index, GoValue element, Node.Branch range) {
    Variables variables = expressions.variables();
    int mark = variables.mark();
    int declared = range.pipeline().variables().size();
    if (declared > 0) {
      setRangeVariables(index, element, range.pipeline());
    }
    Flow flow = walk(element, range.body());
    variables.popTo(mark);
    return flow != Flow.BREAK;
  }

  private void setRangeVariables(GoValue index, GoValue element, Node.Pipeline pipeline) {
    Variables variables = expressions.variables();
    boolean two = pipeline.variables().size() > 1;
    if (pipeline.assigns()) {
      variables.assign(pipeline.variables().getFirst().names().getFirst(), two ? index : element);
      if (two) {
        variables.assign(pipeline.variables().get(1).names().getFirst(), element);
      }
      return;
    }
    variables.setFromTop(1, element);
    if (two) {
      variables.setFromTop(2, index);
    }
  }

  /// A called template sees its argument and no variable of the caller.
  private void call(GoValue dot, Node.Call call) {
    Definition called = program.definitions().get(call.name());
    if (called == null) {
      throw place.failure("template " + Quoting.quote(call.name()) + " not defined");
    }
    budget.enter();
    GoValue argument =
        call.argument().isPresent()
            ? expressions.pipeline(dot, call.argument().get())
            : GoValue.Nil.MISSING;
    Definition caller = place.enter(called);
    Variables callers = expressions.use(new Variables(argument));
    walk(argument, called.body());
    expressions.use(callers);
    place.enter(caller);
    budget.leave();
  }
}
