#include "host/store/hdf5_scope.hpp"

namespace qca {
namespace {

/// HDF5 buries the words of the operating system in its own: "... error message = 'No space left on device',
/// ...".
std::string system_words(const std::string& description) {
    const std::string mark = "error message = '";
    const auto start = description.find(mark);
    if (start == std::string::npos) return description;
    const auto end = description.find('\'', start + mark.size());
    return description.substr(start + mark.size(), end - start - mark.size());
}

}  // namespace

Hdf5Scope::Hdf5Scope() {
    checked(H5Eget_auto2(H5E_DEFAULT, &previous_function_, &previous_data_), "H5Eget_auto2");
    checked(H5Eset_auto2(H5E_DEFAULT, &Hdf5Scope::note_failure, this), "H5Eset_auto2");
}

Hdf5Scope::~Hdf5Scope() {
    // A read that failed leaves HDF5 1.10 with memory that it has lost track of. With its messages on it would say so when the program
    // ends ("infinite loop closing library"), of which the user has nothing: after a failure they stay off.
    if (reason_.empty()) H5Eset_auto2(H5E_DEFAULT, previous_function_, previous_data_);
    else H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

std::string Hdf5Scope::why(const H5::Exception& exception) const {
    return reason_.empty() ? exception.getFuncName() + ": " + exception.getDetailMsg() : reason_;
}

herr_t Hdf5Scope::note_failure(hid_t stack, void* scope) noexcept {
    return H5Ewalk2(stack, H5E_WALK_UPWARD, &Hdf5Scope::note_innermost, scope);
}

herr_t Hdf5Scope::note_innermost(unsigned depth, const H5E_error2_t* error, void* scope) noexcept {
    auto& self = *static_cast<Hdf5Scope*>(scope);
    if (depth != 0 || error->desc == nullptr || !self.reason_.empty()) return 0;
    try {
        const std::string description = error->desc;
        self.reason_ = system_words(description);
        self.machine_failed_ = description.find("errno = ") != std::string::npos;
    } catch (const std::bad_alloc&) {
        return -1;  // no exception may pass through C code
    }
    return 0;
}

}  // namespace qca
