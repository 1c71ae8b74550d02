package dev.cellroute.pool;

import dev.cellroute.fault.ErrorCode;

/** What {@link PoolState} wants done. Values only; {@link Doer} does them. */
sealed interface PoolAction {

  /** Starts a new kernel and reports {@code started} or {@code startFailed}. */
  record Start(long kernel) implements PoolAction {
    @Override
    public void by(Doer doer) {
      doer.start(kernel);
    }
  }

  /** Runs the setup in a started kernel and reports {@code seeded} or {@code seedFailed}. */
  record Plant(long kernel) implements PoolAction {
    @Override
    public void by(Doer doer) {
      doer.plant(kernel);
    }
  }

  /** Ends a kernel and reports {@code stopped}. */
  record Stop(long kernel) implements PoolAction {
    @Override
    public void by(Doer doer) {
      doer.stop(kernel);
    }
  }

  /** Gives a call its kernel. */
  record Grant(long call, long kernel) implements PoolAction {
    @Override
    public void by(Doer doer) {
      doer.grant(call, kernel);
    }
  }

  /** Tells a call that it gets none. */
  record Refuse(long call, ErrorCode code, String message) implements PoolAction {
    @Override
    public void by(Doer doer) {
      doer.refuse(call, code, message);
    }
  }

  /** All kernels of the first start are seeded: the pool may be used. */
  record Open() implements PoolAction {
    @Override
    public void by(Doer doer) {
      doer.open();
    }
  }

  /** The first start failed; {@link End} follows when everything is stopped. */
  record Fail(Throwable cause) implements PoolAction {
    @Override
    public void by(Doer doer) {
      doer.fail(cause);
    }
  }

  /** The pool is closed and the last kernel is gone. */
  record End() implements PoolAction {
    @Override
    public void by(Doer doer) {
      doer.end();
    }
  }

  void by(Doer doer);

  /** One method an action. */
  interface Doer {

    void start(long kernel);

    void plant(long kernel);

    void stop(long kernel);

    void grant(long call, long kernel);

    void refuse(long call, ErrorCode code, String message);

    void open();

    void fail(Throwable cause);

    void end();
  }
}
