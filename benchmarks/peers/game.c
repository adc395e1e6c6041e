/* The reduced game of docs/bench.md. `struct world` comes from game.py's FIELDS, so the order can't go wrong. */
#include <math.h>
#include <stdint.h>

enum { HOLD, COERCE, LIMITED, OFFENSIVE };
enum { PEACE, FIGHT, WAR };
enum { NO_TRUCE, CESSATION, PRELIMINARY };

static const double LOUD[4] = {0.0, 0.25, 0.6, 1.0};
static const double WEIGHT[3] = {0.0, 0.6, 1.0};

/* One world's solved game: all of it but what recent incidents and the truce add. */
typedef struct {
    double value[4];   /* stakes, by action */
    double resist[4];
    double join_0[4], join_1[4][2]; /* the second patron sees whether the first joined */
    double chance[4];  /* the challenger's, by who joined: 1 its patron + 2 the target's */
} solution;

typedef struct { uint64_t s[4]; } generator;

/* xoshiro256++ 1.0 (Blackman & Vigna), seeded by splitmix64 so that every world has a stream of its own. */
static inline uint64_t rotl(uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }

static inline double uniform(generator *g) {
    uint64_t *s = g->s, bits = rotl(s[0] + s[3], 23) + s[0], t = s[1] << 17;
    s[2] ^= s[0]; s[3] ^= s[1]; s[1] ^= s[2]; s[0] ^= s[3]; s[2] ^= t; s[3] = rotl(s[3], 45);
    return ((bits >> 11) + 0.5) * 0x1p-53;
}

static generator seeded(uint64_t x) {
    generator g;
    for (int i = 0; i < 4; i++) {
        uint64_t z = (x += 0x9e3779b97f4a7c15u);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
        g.s[i] = z ^ (z >> 31);
    }
    return g;
}

static inline double logistic(double x) { return 1.0 / (1.0 + exp(-x)); }

static void solve_attack(const world *w, solution *o, int action) {
    double gain = action == OFFENSIVE ? 1.0 : w->gain_limited;
    double cost = w->cost_effect * (action == OFFENSIVE ? w->cost_offensive : w->cost_limited);
    double logit = action == OFFENSIVE ? w->j_war : w->j_limited, *chance = o->chance;
    double level = 0.7 * (w->b_effect * 0.2 * 0.2 - logit / w->lam);
    double own_0 = -level / fmax(0.05, w->attention_0) + w->s_patron * w->effect_0 / w->lam;
    double own_1 = -level / fmax(0.05, w->attention_1) + w->s_patron * w->effect_1 / w->lam
                   + w->j_pact / w->lam * w->pledge_1 / 0.41;
    double stake_0 = w->b_effect * w->interest_0, stake_1 = w->b_effect * w->interest_1;
    double win_0[2], mine[2], theirs[2];
    for (int h = 0; h < 2; h++) {
        double q = logistic(w->lam * (stake_1 * (chance[h] - chance[h | 2]) + own_1 - w->b_danger * h));
        double expected = chance[h] + q * (chance[h | 2] - chance[h]);
        o->join_1[action][h] = q;
        win_0[h] = stake_0 * expected + h * (own_0 - w->b_danger * q);
        mine[h] = expected * gain * w->worth_c - 0.5 * q * cost;
        theirs[h] = -gain * (expected * w->worth_t + w->cost_target);
    }
    double q = logistic(w->lam * (win_0[1] - win_0[0]));
    double fought = mine[0] + q * (mine[1] - mine[0]), lost = theirs[0] + q * (theirs[1] - theirs[0]);
    double given = gain * w->worth_c + cost * (1.0 - w->mobilise);
    double r = logistic(w->lam * (lost + gain * (w->worth_t + w->home_risk)));
    o->join_0[action] = q;
    o->resist[action] = r;
    o->value[action] = given + r * (fought - given) - cost;
}

static __attribute__((noinline)) void solve(const world *w, solution *o) {
    for (int leaf = 0; leaf < 4; leaf++) {
        double mine = w->strength_c + (leaf & 1 ? w->sent_0 : 0.0);
        double theirs = w->strength_t + (leaf & 2 ? w->sent_1 : 0.0);
        o->chance[leaf] = logistic(w->m * log(mine / (w->terrain * theirs)));
    }
    double cost = w->cost_effect * w->cost_coerce;
    double r = logistic(w->lam * w->gain_coerce * w->home_risk);
    o->value[COERCE] = w->gain_coerce * w->worth_c - cost + (1.0 - r) * cost * (1.0 - w->mobilise);
    solve_attack(w, o, LIMITED);
    solve_attack(w, o, OFFENSIVE);
}

static int incidents_of(double rate, double u) { /* geometric: negative binomial of dispersion 1 */
    if (u * (1.0 + rate) < rate) return (int)fmin(60.0, floor(log(u) / log(rate / (1.0 + rate))));
    return 0;
}

static int choose(const world *w, const solution *o, double memory, double breach, double u) {
    double odds[4], recent = w->b_recent * log10(1.0 + memory / (1.0 - w->rho)), total = 1.0;
    for (int n = COERCE; n <= OFFENSIVE; n++)
        total += odds[n] = exp(w->lam * (o->value[n] + recent - LOUD[n] * breach));
    u *= total;
    if (u < 1.0) return HOLD;
    u -= 1.0;
    if (u < odds[COERCE]) return COERCE;
    return u - odds[COERCE] < odds[LIMITED] ? LIMITED : OFFENSIVE;
}

static int border_deaths(const world *w, int incidents, generator *g) {
    int deaths = 0;
    while (incidents--) {
        double u = uniform(g);
        if (u < w->pf) deaths += (int)fmin(200.0, exp(-log(u / w->pf) / w->tail));
    }
    return deaths;
}

static int battle_deaths(const world *w, int phase, double chance, generator *g) {
    double z = sqrt(-2.0 * log(uniform(g))) * cos(6.283185307179586 * uniform(g));
    double size = phase == WAR ? exp(w->deaths_war + w->sd_war * z) : exp(w->deaths_limited + w->sd_limited * z);
    return (int)(size * fmax(0.1, 4.0 * chance * (1.0 - chance)));
}

/* The phase after a month of fighting. */
static int fought_on(const world *w, int phase, double chance, generator *g) {
    if (phase == FIGHT) return uniform(g) < w->growth ? WAR : PEACE;
    int falls = uniform(g) < w->tempo * chance, ends = uniform(g) < w->end_war;
    return falls || ends || chance < 0.08 ? PEACE : WAR;
}

/* Play `count` worlds of `months` each. `anew`: solve the game in each month, as if something in it had moved. */
void play(const world *worlds, int64_t count, int64_t first, int64_t months, uint64_t seed, int anew,
          int16_t *incidents, int8_t *action, int8_t *resisted, int8_t *joined, int8_t *phases, int8_t *truces,
          int32_t *deaths) {
    for (int64_t i = first; i < first + count; i++) {
        const world *w = worlds + i;
        generator g = seeded(seed * 0x100000001b3u + (uint64_t)i);
        solution o;
        int phase = PEACE, truce = (int)w->truce, with = 0;
        double memory = w->memory, age = w->truce_age, firmness = w->firmness;
        solve(w, &o);
        for (int64_t at = i * months; at < (i + 1) * months; at++) {
            int ended = PEACE, dead = 0;
            double rate = w->rate + w->alpha * memory;
            memory *= w->rho;
            if (phase == PEACE) {
                int n = incidents_of(rate, uniform(&g));
                if (n) {
                    incidents[at] = (int16_t)n;
                    memory += (1.0 - w->rho) * n;
                    dead = border_deaths(w, n, &g);
                }
                if (anew) solve(w, &o);
                double breach = w->b_truce * WEIGHT[truce] * firmness * age / (age + w->tau_truce);
                int a = choose(w, &o, memory, breach, uniform(&g));
                action[at] = (int8_t)a;
                if (a >= LIMITED) {
                    if (uniform(&g) < o.resist[a]) {
                        with = uniform(&g) < o.join_0[a];
                        with |= (uniform(&g) < o.join_1[a][with]) << 1;
                        resisted[at] = 1;
                        joined[at] = (int8_t)with;
                        phase = a == OFFENSIVE ? WAR : FIGHT;
                    } else {
                        ended = FIGHT;
                    }
                }
            }
            if (phase != PEACE) {
                double chance = o.chance[with];
                int before = phase;
                dead += battle_deaths(w, phase, chance, &g);
                phase = fought_on(w, phase, chance, &g);
                if (phase == PEACE) ended = before;
            }
            age += 1.0;
            if (phase != PEACE) {
                truce = NO_TRUCE;
            } else if (ended) {
                truce = ended == WAR ? PRELIMINARY : CESSATION;
                age = 0.0;
                firmness = 0.5;
            }
            deaths[at] = dead;
            phases[at] = (int8_t)phase;
            truces[at] = (int8_t)truce;
        }
    }
}
