// Measures the kernels on whatever backends are here, for check.sh.
//   gpu_rates FILE [--quick]     writes the rates into FILE as JSON and prints them as a table
#include "kernels/measure/rates.hpp"

#include <cstdio>
#include <exception>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/gpu/device_ceiling.hpp"

namespace qca {
namespace {

template <class Item>
void append(std::vector<Item>& items, const std::vector<Item>& more) {
    items.insert(items.end(), more.begin(), more.end());
}

void print(const std::vector<Ceiling>& ceilings, const std::vector<Rate>& rates) {
    std::printf("%-8s %-17s %9s\n", "backend", "ceiling", "pairs/s");
    for (const Ceiling& ceiling : ceilings)
        std::printf("%-8s %-17s %9.3g\n", ceiling.backend.c_str(), ceiling.what.c_str(), ceiling.per_second);
    std::printf("\n%-8s %-13s %-11s %5s %2s %8s %9s %13s\n", "backend", "what", "policy", "N", "k", "choices", "rate/s",
                "% of ceiling");
    for (const Rate& rate : rates)
        std::printf("%-8s %-13s %-11s %5d %2d %8d %9.3g %13.1f\n", rate.backend.c_str(), rate.what.c_str(),
                    rate.policy.c_str(), rate.cases, rate.conditions, rate.choices, rate.per_second,
                    100 * rate.share_of_ceiling);
}

void measure_into(const std::string& file, Patience patience) {
    std::vector<Ceiling> ceilings = measure_cpu_ceilings(patience);
    append(ceilings, measure_device_ceilings(patience));
    std::vector<Rate> rates = measure_cpu_rates(ceilings, patience);
    append(rates, measure_cuda_rates(ceilings, patience));
    print(ceilings, rates);
    std::ofstream stream(file, std::ios::binary);
    if (!(stream << rates_json(ceilings, rates)).flush()) throw std::runtime_error(file + ": cannot be written");
}

}  // namespace
}  // namespace qca

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fprintf(stderr, "usage: gpu_rates FILE [--quick]\n");
        return 2;
    }
    try {
        qca::measure_into(argv[1], argc > 2 && std::string(argv[2]) == "--quick" ? qca::quick : qca::Patience{});
    } catch (const std::exception& error) {
        std::fprintf(stderr, "gpu_rates: %s\n", error.what());
        return 1;
    }
    return 0;
}
