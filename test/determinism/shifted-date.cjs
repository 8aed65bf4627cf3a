/** Loaded before the program: the machine's clock is some other day, and chance of the machine's is no longer random. */
const RealDate = Date;
const shift = Number(process.env.STEPPE_TEST_SHIFT_DAYS) * 86_400_000;
globalThis.Date = class extends RealDate {
  constructor(...args) {
    super(...(args.length === 0 ? [RealDate.now() + shift] : args));
  }
  static now() {
    return RealDate.now() + shift;
  }
};
Math.random = () => 0.25;
