/* What both C programs of the lease share: the draws of the kernel, by the same keys. */
#include <inttypes.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <time.h>

enum { PADS = 10, MOST_DUE = 4096, NEVER = INT32_MAX };
enum { WAIT, CLAIM, REPAIR, STREAMS };

static uint64_t keys[PADS][STREAMS];
static int32_t due[MOST_DUE];

static inline uint64_t squares64(uint64_t counter, uint64_t key) {
  uint64_t y = counter * key, x = y, z = y + key;
  x = x * x + y; x = (x >> 32) | (x << 32);
  x = x * x + z; x = (x >> 32) | (x << 32);
  x = x * x + y; x = (x >> 32) | (x << 32);
  x = x * x + z;
  uint64_t t = x;
  x = (x >> 32) | (x << 32);
  return t ^ ((x * x + y) >> 32);
}

static inline double uniform(uint64_t key, uint32_t path, uint32_t n) {
  uint64_t bits = squares64(((uint64_t)n << 32) | path, key);
  return ((double)(bits >> 12) + 0.5) * 0x1p-52;
}

/* 1 - u is a double for every u that is drawn: no need of log1p. */
static inline double exponential(double mean, double u) { return -mean * log(1 - u); }

static inline double triangular(double low, double mode, double high, double u) {
  double width = high - low, rising = (mode - low) / width;
  return u < rising ? low + width * sqrt(u * rising) : high - width * sqrt((1 - u) * ((high - mode) / width));
}
