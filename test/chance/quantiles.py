"""Makes quantiles.json: quantiles to 17 digits from mpmath (60 digits inside), checked against SciPy.

    python3 test/chance/quantiles.py > test/chance/quantiles.json

Needs Python 3 with mpmath and SciPy (made with 1.3.0 and 1.17.1). The tests read
only the table. Each value solves "tail = probability" on the side where the probability is small.
"""
import json
import sys

from mpmath import betainc, erfc, exp, gammainc, log, mp, mpf, sqrt
from scipy import stats

mp.dps = 60
US = [2.0**-53, 1e-9, 1e-3, 0.1, 0.25, 0.5, 0.75, 0.9, 0.999, 1 - 2.0**-53]


def root(tails, density, u, start):
    """x with P(X <= x) = u by Newton on the logarithm of the lesser tail, from a good start."""
    u = mpf(u)
    lower = u <= 0.5
    target = log(u if lower else 1 - u)
    x = mpf(start)
    for _ in range(60):
        tail = tails(x)[0 if lower else 1]
        step = (target - log(tail)) * tail / density(x) * (1 if lower else -1)
        while x + step <= 0 and x > 0:
            step /= 2
        x += step
        if abs(step) <= abs(x) * mpf(10) ** -30:
            return x
    raise SystemExit(f"no root at {u}")


def standard_normal(u):
    u = mpf(u)
    if u == 0.5:
        return mpf(0)
    p = min(u, 1 - u)
    z = mpf(stats.norm.ppf(float(p)))
    for _ in range(60):
        tail = erfc(-z / sqrt(2)) / 2
        step = (log(p) - log(tail)) * tail / (exp(-z * z / 2) / sqrt(2 * mp.pi))
        z += step
        if abs(step) < abs(z) * mpf(10) ** -40:
            break
    return z if u < 0.5 else -z


def gamma(a, u):
    a = mpf(a)
    tails = lambda x: (gammainc(a, 0, x, regularized=True), gammainc(a, x, regularized=True))
    density = lambda x: exp((a - 1) * log(x) - x - mp.loggamma(a))
    small = exp((log(mpf(u)) + mp.loggamma(a + 1)) / a)
    if small < 1e-20:
        return small  # the next term is smaller by this factor
    start = stats.gamma.ppf(u, float(a)) if u <= 0.5 else stats.gamma.isf(1 - u, float(a))
    return root(tails, density, u, start or small)


def beta(a, b, u):
    a, b = mpf(a), mpf(b)
    if u > 0.5:  # the complement, exact
        return 1 - beta_low(b, a, 1 - mpf(u))
    return beta_low(a, b, mpf(u))


def beta_low(a, b, p):
    tails = lambda x: (betainc(a, b, 0, x, regularized=True), None)
    density = lambda x: exp((a - 1) * log(x) + (b - 1) * log(1 - x) - log(mp.beta(a, b)))
    small = exp((log(p) + log(a * mp.beta(a, b))) / a)
    if small < 1e-20:
        return small
    start = stats.beta.ppf(float(p), float(a), float(b))
    return root(tails, density, p, start or small)


def exponential(u):
    return -mp.log1p(-mpf(u))


def triangular(low, mode, high, u):
    low, mode, high, u = map(mpf, (low, mode, high, u))
    if u * (high - low) < mode - low:
        return low + sqrt(u * (high - low) * (mode - low))
    return high - sqrt((1 - u) * (high - low) * (high - mode))


def pert(low, mode, high, u):
    low, mode, high = map(mpf, (low, mode, high))
    width = high - low
    return low + width * beta(1 + 4 * (mode - low) / width, 1 + 4 * (high - mode) / width, u)


CASES = {
    "uniform": ([(0, 1), (-3, 7.5)], lambda p, u: mpf(p[0]) + (mpf(p[1]) - mpf(p[0])) * mpf(u), lambda p: stats.uniform(p[0], p[1] - p[0])),
    "triangular": ([(0, 4, 30), (1, 1, 2), (-5, 3, 3)], lambda p, u: triangular(*p, u), lambda p: stats.triang((p[1] - p[0]) / (p[2] - p[0]), p[0], p[2] - p[0])),
    "pert": ([(0, 4, 30), (1, 1, 2), (10, 19, 20)], lambda p, u: pert(*p, u), None),
    "normal": ([(0, 1), (100, 15)], lambda p, u: mpf(p[0]) + mpf(p[1]) * standard_normal(u), lambda p: stats.norm(*p)),
    "lognormal": ([(1, 0.5), (115e6, 0.25), (3, 4)], lambda p, u: mpf(p[0]) * exp(mpf(p[1]) * standard_normal(u)), lambda p: stats.lognorm(p[1], scale=p[0])),
    "beta": ([(0.5, 0.5), (2, 3), (0.05, 4), (0.01, 0.02), (1, 1), (1, 7), (1, 0.3), (6, 1), (30, 170), (400, 2), (1500, 1200), (1000000, 2)], lambda p, u: beta(*p, u), lambda p: stats.beta(*p)),
    "gamma": ([(0.01, 1), (0.05, 1), (0.5, 2), (1, 3), (2.5, 10), (40, 0.1), (1000, 1), (250000, 4)], lambda p, u: mpf(p[1]) * gamma(p[0], u), lambda p: stats.gamma(p[0], scale=p[1])),
    "weibull": ([(0.5, 1), (1, 4), (3.6, 12), (80, 2)], lambda p, u: mpf(p[1]) * exponential(u) ** (1 / mpf(p[0])), lambda p: stats.weibull_min(p[0], scale=p[1])),
    "exponential": ([(1,), (7.5,)], lambda p, u: mpf(p[0]) * exponential(u), lambda p: stats.expon(scale=p[0])),
}
COUNTS = [0.001, 0.7, 3, 12.5, 100, 4000, 1e6]


def poisson(mean, u):
    """The least k with P(X <= k) >= u, by exact tails around SciPy's answer."""
    u = mpf(u)
    reaches = lambda k: gammainc(k + 1, mpf(mean), regularized=True) >= u if u <= 0.5 else gammainc(k + 1, 0, mpf(mean), regularized=True) <= 1 - u
    k = int(stats.poisson.ppf(float(u), mean))
    while k > 0 and reaches(k - 1):
        k -= 1
    while not reaches(k):
        k += 1
    return k


rows = []
for name, (parameter_sets, exact, check) in CASES.items():
    for parameters in parameter_sets:
        for u in US:
            value = float(exact(parameters, u))
            if check and 1e-9 <= u <= 0.999 and value != 0:
                other = float(check(parameters).ppf(u))
                if abs(other - value) > 1e-7 * abs(value) and abs(value) > 1e-250:
                    print(f"SciPy differs: {name}{parameters} at {u}: {value} {other}", file=sys.stderr)
            rows.append([name, list(parameters), u, value])
for mean in COUNTS:
    for u in US:
        rows.append(["poisson", [mean], u, poisson(mean, u)])
print("[\n" + ",\n".join("  " + json.dumps(row) for row in rows) + "\n]")
