#include "host/sweep/path_cases.hpp"

namespace qca {

CaseOrder::CaseOrder(const SampleSlice& slice, std::size_t cases) {
    const std::vector<std::size_t>& order = slice.data.summation_order;
    first_of_case.resize((order.size() + 63) / 64);
    std::vector<bool> met(cases);
    for (std::size_t place = 0; place < order.size(); ++place) {
        const std::size_t number = slice.cases[order[place]];
        case_of.push_back(number);
        if (!met[number]) first_of_case[place / 64] |= std::uint64_t{1} << (place % 64);
        met[number] = true;
    }
}

PathCases::PathCases(const Implicant& path, const PointTables& tables, const CaseOrder& order, const SamplePoints& points)
    : order_(order), step_(static_cast<std::size_t>(tables.members(0, 1, false) - tables.members(0, 0, false))) {
    const int conditions = tables.problem().conditions;
    for (int c = 0; c < conditions; ++c) {
        const std::uint32_t bit = condition_bit(c, conditions);
        const auto set = static_cast<std::size_t>(c);
        if ((path.literals & bit) != 0)
            literals_.push_back({tables.members(set, 0, (path.values & bit) != 0), points.choice.data() + set * points.size()});
    }
}

}  // namespace qca
