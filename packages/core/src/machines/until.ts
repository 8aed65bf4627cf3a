/**
 * From today to a date, as a delay. What is never to happen waits until a day past the end of every
 * period: `never` itself is no distance from any date.
 */
export const until = (date: string) => `min(${date}, 9999-12-30) - today` as const;
