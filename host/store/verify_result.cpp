#include <fmt/format.h>

#include <stdexcept>

#include "host/error.hpp"
#include "host/store/result_file.hpp"
#include "host/store/result_parts.hpp"

namespace qca {

void verify_result(const std::string& file) {
    try {
        check_result(read_result(file));
    } catch (const std::invalid_argument& misfit) {
        throw InputError(fmt::format("{}: damaged ({}) repeat the run", file, misfit.what()));
    }
}

}  // namespace qca
