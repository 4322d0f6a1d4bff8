import { lazy, useState, type ComponentType, type FunctionComponent } from 'react';

/** A component whose script comes when it is first shown, or when `load` is called before that. */
export type Lazily<Props> = FunctionComponent<Props> & { readonly load: () => Promise<void> };

/**
 * Like React's `lazy`, which always shows something else first, and keeps it for 300 ms so that
 * pages do not flicker: what is loaded already is shown at once.
 */
export function lazily<Props extends object>(
  load: () => Promise<{ default: ComponentType<Props> }>,
): Lazily<Props> {
  let loaded: ComponentType<Props> | undefined;
  let loading: Promise<{ default: ComponentType<Props> }> | undefined;
  const once = () => {
    loading ??= load().then(
      (module) => {
        loaded = module.default;
        return module;
      },
      (error: unknown) => {
        // Another try may find it.
        loading = undefined;
        throw error;
      },
    );
    return loading;
  };
  const Later = lazy(once);
  function Shown(props: Props) {
    // One of both for good: in the place of the other it would begin anew.
    const [View] = useState(() => loaded ?? (Later as ComponentType<Props>));
    return <View {...props} />;
  }
  return Object.assign(Shown, {
    load: async () => {
      await once();
    },
  });
}
