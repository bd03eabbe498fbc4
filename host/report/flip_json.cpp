#include "host/report/flip_json.hpp"

#include <cmath>
#include <string>

#include "host/report/names.hpp"
#include "host/report/range_words.hpp"

namespace qca {

nlohmann::ordered_json flip_json(const Study& study, const StudyData& data, const RowFlip& flip) {
    using Json = nlohmann::ordered_json;
    const auto number = [](double value) { return std::isnan(value) ? Json(nullptr) : Json(value); };
    Json causes = Json::array();
    for (const FlipCause& cause : flip.causes) {
        const bool of_case = cause.kind == FlipCause::Kind::membership || cause.kind == FlipCause::Kind::jump;
        causes.push_back({{"kind", cause_name(cause.kind)},
                          {"rises", cause.rises},
                          {"case", of_case ? Json(data.cases[cause.case_number]) : Json(nullptr)},
                          {"membership", of_case ? Json(cause.membership) : Json(nullptr)}});
    }
    return {{"row", configuration(flip.row, study.conditions.size())},
            {"from", std::string(1, flip.from)},
            {"to", std::string(1, flip.to)},
            {"n_from", flip.n_from},
            {"n_to", flip.n_to},
            {"incl_to", number(flip.incl)},
            {"pri_to", number(flip.pri)},
            {"causes", std::move(causes)}};
}

}  // namespace qca
