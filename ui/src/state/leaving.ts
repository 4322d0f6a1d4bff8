/** Asked before a page with something unsaved is left; false keeps the reader there. */
export type LeaveGuard = (next: { path: string; params: URLSearchParams }) => boolean;

let guard: LeaveGuard | undefined;

/** Sets who is asked, or nobody. */
export function setLeaveGuard(next: LeaveGuard | undefined): void {
  guard = next;
}

export function mayLeave(next: { path: string; params: URLSearchParams }): boolean {
  return guard === undefined || guard(next);
}
