#include <cmath>
#include <cstdio>

#include "kernels/measure/rates.hpp"

namespace qca {

namespace {

std::string number(double value) {
    if (!std::isfinite(value)) return "null";
    char text[32];
    std::snprintf(text, sizeof text, "%.4g", value);
    return text;
}

/// Only names of our own come here: nothing in them needs to be escaped.
std::string quoted(const std::string& text) { return "\"" + text + "\""; }

std::string object(const Ceiling& ceiling) {
    return "{\"backend\": " + quoted(ceiling.backend) + ", \"what\": " + quoted(ceiling.what) +
           (ceiling.backend == "cpu" ? ", \"per_second_per_core\": " : ", \"per_second\": ") +
           number(ceiling.per_second) + "}";
}

std::string object(const Rate& rate) {
    return "{\"backend\": " + quoted(rate.backend) + ", \"threads\": " + std::to_string(rate.threads) +
           ", \"what\": " + quoted(rate.what) + ", \"policy\": " + quoted(rate.policy) +
           ", \"cases\": " + std::to_string(rate.cases) + ", \"conditions\": " + std::to_string(rate.conditions) +
           ", \"choices\": " + std::to_string(rate.choices) + ", \"per_second\": " + number(rate.per_second) +
           ", \"share_of_ceiling\": " + number(rate.share_of_ceiling) + "}";
}

template <class Item>
std::string list(const std::vector<Item>& items) {
    std::string text = "[";
    for (std::size_t i = 0; i < items.size(); ++i) text += (i == 0 ? "\n    " : ",\n    ") + object(items[i]);
    return text + "\n  ]";
}

}  // namespace

std::string rates_json(const std::vector<Ceiling>& ceilings, const std::vector<Rate>& rates) {
    return "{\n  \"ceilings\": " + list(ceilings) + ",\n  \"rates\": " + list(rates) + "\n}\n";
}

}  // namespace qca
