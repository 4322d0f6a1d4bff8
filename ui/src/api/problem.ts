/** Why there is no answer. `unreachable`: no server; `unreadable`: something else answered; `refused`: the API said no. */
export type ProblemKind = 'unreachable' | 'unreadable' | 'refused';

/** A request that brought no data; the message is the server's own text when it gave one. */
export class ApiProblem extends Error {
  constructor(
    readonly kind: ProblemKind,
    message: string,
    /** HTTP status; 0 when nothing answered. */
    readonly status = 0,
    /** `bad_data`, `timeout`, `execution`, … as the API names them; empty when unknown. */
    readonly errorType = '',
  ) {
    super(message);
    this.name = 'ApiProblem';
  }
}
