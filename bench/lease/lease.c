/*
 * lease.yaml as a person would write it in C who wants it fast: plain slots for the timers, the same draws as the
 * kernel's (Squares64 by the same keys, one u through the quantile function), sums and nothing else kept.
 *
 * Reads: paths, days of the period, due dates and their number, the amount of each in cents, and for each pad the keys
 * of its three streams. Prints: paths, events, cents of rent, cents of claims, nanoseconds.
 */
#include "draws.h"

int main(void) {
  uint32_t paths;
  int32_t days, dues;
  int64_t amount;
  if (scanf("%" SCNu32 "%" SCNd32 "%" SCNd32 "%" SCNd64, &paths, &days, &dues, &amount) != 4) return 2;
  if (dues >= MOST_DUE) return 2;
  for (int32_t i = 0; i < dues; i++) if (scanf("%" SCNd32, &due[i]) != 1) return 2;
  due[dues] = NEVER;
  for (int p = 0; p < PADS; p++)
    for (int s = 0; s < STREAMS; s++) if (scanf("%" SCNx64, &keys[p][s]) != 1) return 2;

  struct timespec begun, ended;
  clock_gettime(CLOCK_MONOTONIC, &begun);
  int64_t rent = 0, events = 0;
  __int128 claims = 0;
  for (uint32_t path = 0; path < paths; path++) {
    int32_t at[PADS + 1];
    uint32_t drawn[PADS][STREAMS] = {{0}};
    uint8_t working[PADS];
    int32_t next = 0;
    int64_t claimed = 0;
    for (int p = 0; p < PADS; p++) {
      working[p] = 1;
      at[p] = (int32_t)rint(exponential(400, uniform(keys[p][WAIT], path, drawn[p][WAIT]++)));
    }
    at[PADS] = due[0];
    for (;;) {
      int first = PADS;
      for (int p = 0; p < PADS; p++) if (at[p] < at[first]) first = p;
      int32_t today = at[first];
      if (today > days) break;
      events++;
      if (first == PADS) {
        rent += amount;
        at[PADS] = due[++next];
      } else if (working[first]) {
        claimed += (int64_t)rint(triangular(1e8, 2e8, 6e8, uniform(keys[first][CLAIM], path, drawn[first][CLAIM]++)));
        working[first] = 0;
        at[first] = today + (int32_t)rint(exponential(60, uniform(keys[first][REPAIR], path, drawn[first][REPAIR]++)));
      } else {
        working[first] = 1;
        at[first] = today + (int32_t)rint(exponential(400, uniform(keys[first][WAIT], path, drawn[first][WAIT]++)));
      }
    }
    claims += claimed;
  }
  clock_gettime(CLOCK_MONOTONIC, &ended);
  int64_t ns = (ended.tv_sec - begun.tv_sec) * 1000000000LL + (ended.tv_nsec - begun.tv_nsec);
  printf("%" PRIu32 " %" PRId64 " %" PRId64 " %" PRId64 " %" PRId64 "\n", paths, events, rent, (int64_t)claims, ns);
  return 0;
}
